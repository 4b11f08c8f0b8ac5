import { type Ref, ref } from 'vue';

export const FRAMEWORKS = ['react', 'vue', 'svelte'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

export const NAMES: Readonly<Record<Framework, string>> = {
  react: 'React',
  vue: 'Vue',
  svelte: 'Svelte',
};

const KEY = 'towline-framework';

/** The reader's; one for all pages. The server's pages show the first one, so it is read after they are hydrated. */
const chosen = ref<Framework>('react');

export function useFramework(): Readonly<Ref<Framework>> {
  return chosen;
}

export function chooseFramework(framework: Framework): void {
  chosen.value = framework;
  try {
    localStorage.setItem(KEY, framework);
  } catch {
    // Where nothing may be kept, it is for this visit.
  }
}

export function recallFramework(): void {
  const kept = FRAMEWORKS.find((framework) => framework === keptName());
  if (kept) chosen.value = kept;
}

function keptName(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
