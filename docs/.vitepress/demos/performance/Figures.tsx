import { showRenders } from '../renders';

interface FiguresProps {
  readonly title: string;
  readonly status: string;
  readonly count: number;
  readonly last: string;
}

export function Figures({ title, status, count, last }: FiguresProps) {
  return (
    <section>
      <p className={status} role="status">
        {title}: {status}
      </p>
      <dl>
        <dt>messages</dt>
        <dd>{count}</dd>
        <dt>the last</dt>
        <dd>{last}</dd>
        <dt>renders</dt>
        <dd ref={showRenders} />
      </dl>
    </section>
  );
}
