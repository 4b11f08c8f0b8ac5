import { screen } from '@testing-library/dom';
import { createMockServer } from '@towline/testing';
import { describe, expect, it, vi } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { press, statusText, useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer();
const { show } = useRecipe('reconnect-banner', server);

const bannerText = () => document.querySelector('.banner span')?.textContent ?? '';

/** The server is away, and the next try is some seconds ahead. */
async function loseConnection() {
  server.handshake = 'refuse';
  vi.spyOn(Math, 'random').mockReturnValue(0.99);
  server.drop();
  await pass(1600); // the first retry failed
  await pass(100);
}

describe.each(FRAMEWORKS)('the banner in %s', (framework) => {
  it('is not there while a page connects for the first time, nor once it is open', async () => {
    server.handshake = 'ignore';
    await show(framework, 'Banner');
    expect(bannerText()).toBe('');
    server.handshake = 'accept';
    await pass(100);
    expect(bannerText()).toBe('');
    expect(statusText()).toBe('');
  });

  it('counts the seconds, and speaks once', async () => {
    await show(framework, 'Banner');
    await loseConnection();
    expect(bannerText()).toBe('No connection. Next try in 2 s.');
    expect(statusText()).toBe('No connection. Trying again.');
    await pass(1000);
    expect(bannerText()).toBe('No connection. Next try in 1 s.');
    expect(statusText()).toBe('No connection. Trying again.');

    server.handshake = 'accept';
    await pass(2000);
    expect(bannerText()).toBe('');
    expect(statusText()).toBe('Connected again.');
  });

  it('tries now where the button is pressed, and only says that it cannot during a try', async () => {
    await show(framework, 'Banner');
    await loseConnection();
    expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('false');
    server.handshake = 'ignore';
    await press('Try now');
    await pass(50);
    expect(bannerText()).toBe('No connection. Trying…');
    expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true');
    server.handshake = 'accept';
    await pass(50);
    expect(statusText()).toBe('Connected again.');
  });

  it('says where it has ended, and begins anew by the button', async () => {
    await show(framework, 'Banner');
    server.close(4400);
    await pass(100);
    expect(bannerText()).toBe('Disconnected.');
    expect(statusText()).toBe('Disconnected.');
    await press('Try now');
    await pass(100);
    expect(bannerText()).toBe('');
    expect(server.connections).toHaveLength(2);
  });
});
