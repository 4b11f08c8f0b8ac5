import { fireEvent, screen } from '@testing-library/dom';
import type { MockServer } from '@towline/testing';
import { act } from 'react';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { freshPage, type Page } from './fresh.js';
import { type Framework, mount, unmountAll } from './mount.js';
import { pass, stopTime } from './time.js';
import { type Watch, watch } from './watch.js';

/** A recipe as its readers have it: its files, and a server in memory. */
export interface Recipe {
  /** A file of the page, by its name; the same one in all of a test. */
  file: Page;
  /** Shows the component of that name, of the file of that name, in a framework; it is connected then. */
  show(
    framework: Framework,
    name: string,
    props?: Readonly<Record<string, unknown>>,
    fileName?: string,
  ): Promise<void>;
  /** The page goes, and comes again: nothing is left but what is in storages. */
  reload(): Promise<void>;
}

/** For the tests of a file: each has the recipe anew, time that stands still, and a console that is silent. */
export function useRecipe(name: string, server: Pick<MockServer, 'install' | 'reset'>): Recipe {
  const page = `docs/recipes/${name}/`;
  let file: Page = freshPage(page);
  let watched: Watch;

  beforeEach(() => {
    file = freshPage(page);
    watched = watch();
    server.install();
    stopTime();
    // The first retry comes at a random moment of 1.5 s: at its beginning.
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(async () => {
    unmountAll();
    await pass(3000);
    const { problems } = watched;
    vi.useRealTimers();
    server.reset();
    watched.stop();
    localStorage.clear();
    expect(problems).toEqual([]);
  });

  return {
    file: (name) => file(name),
    async reload() {
      unmountAll();
      await pass(3000);
      file = freshPage(page);
    },
    async show(framework, name, props, fileName = name) {
      const module = await file<Record<string, unknown>>(`${fileName}.${framework}`);
      await mount(framework, module[framework === 'tsx' ? name : 'default'], props);
      await pass(100);
    },
  };
}

/** Writes into the field with that label. */
export async function write(label: string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await act(async () => fireEvent.input(field, { target: { value: text } }));
  await pass(0);
}

/** Presses the button with that name. */
export async function press(name: string): Promise<void> {
  const button = screen.getByRole('button', { name });
  await act(async () => fireEvent.click(button));
  await pass(0);
}

/** What the elements of a role say, without the blanks between their parts. */
export function textsOf(role: string): readonly string[] {
  return screen.queryAllByRole(role).map(textOf);
}

export function statusText(): string {
  return textOf(screen.getByRole('status'));
}

function textOf({ textContent }: Element): string {
  return textContent.replace(/\s+/g, ' ').trim();
}
