import type { MockServer } from '@towline/testing';
import { computed, onBeforeUnmount, onMounted, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { chooseFramework, type Framework, recallFramework, useFramework } from '../framework';
import { type Demo, loadDemo } from './demo';
import { islands } from './islands';
import { type Recording, record } from './recording';

/** ms that the timeline shows, on a wide screen. */
const SPAN = 60_000;

/**
 * Runs a demo: its server takes the place of the page's WebSocket, and its component is shown in `host`.
 *
 * @param first the framework that the page is about, until the reader chooses another one
 * @param waits whether a server's HTML stands in `host`, until `show` hydrates it
 */
export function usePlayground(
  name: string,
  host: Readonly<ShallowRef<HTMLElement | null>>,
  first: Framework | undefined,
  waits: () => boolean,
) {
  const chosen = useFramework();
  const own = ref(first);
  const framework = computed(() => own.value ?? chosen.value);
  const demo = shallowRef<Demo>();
  const server = shallowRef<MockServer>();
  const recording = shallowRef<Recording>({ stretches: [], marks: [], steps: [] });
  const failed = ref(false);
  const shown = ref(false);
  let began = 0;
  let stop = () => {};
  let frame = 0;
  /** What was asked for last is shown, although another framework may take longer to load. */
  let asked = 0;
  let left = false;

  function choose(next: Framework) {
    own.value = undefined;
    chooseFramework(next);
  }

  const now = () => performance.now() - began;

  let unmount = () => {};
  function hide() {
    unmount();
    unmount = () => {};
    shown.value = false;
  }

  async function show() {
    const { value: loaded } = demo;
    if (!loaded) return;
    const turn = ++asked;
    const [island, component] = await Promise.all([
      islands[framework.value](),
      loaded.component(framework.value),
    ]);
    if (turn !== asked || left || !host.value) return;
    hide();
    unmount = island[waits() ? 'hydrate' : 'mount'](component, host.value);
    shown.value = true;
  }

  /** Another framework is shown, or waits for the reader where a server's HTML stands. */
  async function change() {
    if (!waits()) return show();
    asked += 1;
    hide();
  }

  onMounted(async () => {
    recallFramework();
    try {
      const loaded = await loadDemo(name);
      if (left) return;
      began = performance.now();
      server.value = loaded.server.createServer();
      server.value.install();
      // As on a page that was just opened, also where the reader has closed it on an earlier visit.
      loaded.socket.update({ enabled: true });
      stop = record(loaded.socket, now, SPAN, (next) => {
        // Once a frame: a burst shall not be slower for being watched.
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => {
          recording.value = next;
        });
      });
      demo.value = loaded;
      await change();
    } catch (error) {
      failed.value = true;
      throw error;
    }
  });
  // After the host of the other framework has taken its place.
  watch(framework, change, { flush: 'post' });
  onBeforeUnmount(() => {
    left = true;
    hide();
    stop();
    cancelAnimationFrame(frame);
    // What a reader opened by hand is not held open on other pages.
    demo.value?.socket.update({ enabled: false });
    server.value?.reset();
  });

  return { framework, choose, demo, server, recording, failed, shown, now, show };
}
