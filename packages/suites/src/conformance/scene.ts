import type { ComponentName, Components, Controls, Mounted } from './binding.js';

/** A mounted component, and what is on its page. */
export interface Scene<Name extends ComponentName = ComponentName> {
  text(): string;
  /** The texts of the elements without elements inside. */
  parts(): readonly string[];
  update(props: Partial<Components[Name]>): Promise<void>;
  unmount(): Promise<void>;
}

export interface OwnScene extends Scene<'Own'> {
  controls(): Controls;
}

/** What is mounted can be unmounted by its story, and is in any case afterwards. */
export function createScene<Name extends ComponentName>({
  page,
  ...component
}: Mounted<Name>): Scene<Name> {
  let gone = false;
  return {
    text: () => page.textContent?.trim() ?? '',
    parts: () =>
      [...page.querySelectorAll('*')]
        .filter((element) => element.children.length === 0)
        .map((element) => element.textContent ?? ''),
    update: component.update,
    async unmount() {
      if (!gone) await component.unmount();
      gone = true;
    },
  };
}
