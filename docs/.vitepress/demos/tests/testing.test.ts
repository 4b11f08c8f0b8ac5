import { expect, it, vi } from 'vitest';
import { type Stage, tellDemo } from './stage';

/** Tells the demo's story to its end, while time passes. */
async function runTest({ demo, server, host, pass }: Stage): Promise<string[]> {
  const story = demo.server.stories?.['Run the test'];
  if (!story) throw new Error('There is no such story.');
  const sentences: string[] = [];
  let over = false;
  async function tell(sentencesOfStory: AsyncIterable<string>) {
    try {
      for await (const sentence of sentencesOfStory) sentences.push(sentence);
    } finally {
      over = true;
    }
  }
  const told = tell(story(server, host));
  // It is awaited only below.
  told.catch(() => {});
  while (!over) await pass(100);
  await told;
  return sentences;
}

const SENTENCES = [
  'shows what comes',
  'says that it was lost',
  'sends what was typed meanwhile, once',
];

tellDemo(
  'testing',
  async function* (stage) {
    yield await stage.pass(40);
    stage.server.send('hello');
    yield await stage.pass(40);
    yield await stage.refuse();
  },
  (stage) => {
    it('shows what comes', async () => {
      await stage.pass(40);
      stage.server.send('hello');
      await stage.pass(40);
      expect(stage.text()).toContain('open hello');
    });

    it('runs its test again and again', async () => {
      expect(await runTest(stage)).toEqual(SENTENCES);
      expect(await runTest(stage)).toEqual(SENTENCES);
    });

    it('runs its test after the server has refused for long, and is slow and frozen', async () => {
      await stage.pass(40);
      await stage.refuse();
      await stage.pass(60_000);
      stage.server.latency = 700;
      stage.server.freeze();
      await stage.pass(1000);
      expect(await runTest(stage)).toEqual(SENTENCES);
    });

    it('runs its test at once after the server became slow, froze and refused', async () => {
      await stage.pass(40);
      stage.server.latency = 700;
      stage.server.freeze();
      stage.server.handshake = 'refuse';
      stage.server.drop();
      expect(await runTest(stage)).toEqual(SENTENCES);
    });

    it('fails its test where nothing is shown, also in the second run', async () => {
      await runTest(stage);
      vi.spyOn(stage.server, 'send').mockImplementation(() => {});
      await expect(runTest(stage)).rejects.toThrow('hello');
    });
  },
);
