import { type TowlineSocket, type Url, useWebSocket } from '@towline/react';
import { setStage } from '@towline/suites/conformance';
import { describe, expect, it } from 'vitest';
import { binding } from './binding.js';
import { setPages } from './page.js';

describe('what React is given', () => {
  const stage = setStage(binding);
  const createPage = setPages();

  it('a URL in the place of a passed socket makes a connection of its own, and a new one each time', async () => {
    const page = createPage();
    const passed = stage.createSocket();
    const used: TowlineSocket[] = [];
    const Reader = ({ source }: { source: TowlineSocket | Url }) => {
      // An overload for either is all that TypeScript sees.
      const { socket, url } = useWebSocket(source as Url, stage.options);
      if (used.at(-1) !== socket) used.push(socket);
      return url;
    };
    for (const source of [passed, '/b', passed, '/c'])
      await page.render(<Reader source={source} />);
    await stage.accept();
    expect(page.container.textContent).toBe('ws://localhost/c');
    expect(used).toEqual([passed, used[1], passed, used[3]]);
    // The one before may be closed by its user, and have messages of its own.
    expect(new Set(used).size).toBe(3);
  });
});
