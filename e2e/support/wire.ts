import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What lies between page and server (a TCP proxy), and can go silent without a word, as a lost network does. */
export interface Wire {
  readonly port: number;
  /** How many bytes the page sent into the silence. */
  readonly lost: number;
  /** From now on nothing gets through, and nothing is closed: what is there, and what comes. */
  silence(): void;
  /** New connections get through again; the silent ones stay silent. */
  mend(): void;
  stop(): Promise<void>;
}

interface Link {
  silent: boolean;
  readonly ends: readonly Socket[];
}

export async function startWire(target: number): Promise<Wire> {
  const links: Link[] = [];
  let silent = false;
  let lost = 0;

  const server = createServer({ allowHalfOpen: true }, (page) => {
    const far = connect({ port: target, host: 'localhost', allowHalfOpen: true });
    const link = { silent, ends: [page, far] };
    links.push(link);
    forward(link, page, far, (bytes) => {
      lost += bytes;
    });
    forward(link, far, page, () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    get lost() {
      return lost;
    },
    silence() {
      silent = true;
      for (const link of links) link.silent = true;
    },
    mend() {
      silent = false;
    },
    stop() {
      for (const { ends } of links) for (const end of ends) end.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function forward(link: Link, from: Socket, to: Socket, lose: (bytes: number) => void): void {
  from.on('data', (data) => {
    if (link.silent) lose(data.length);
    else to.write(data);
  });
  from.on('end', () => link.silent || to.end());
  from.on('close', () => link.silent || to.destroy());
  from.on('error', () => {});
}
