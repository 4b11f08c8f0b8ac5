import { getCurrentInstance } from 'vue';

/**
 * Whether the component being set up takes over what a server rendered: only then its node is there
 * before it is mounted. Vue has no other word for it; where there is no instance (Vapor, a scope of
 * one's own) the present state is shown. Vapor gives an instance now and then, but without a node.
 */
export function isHydrating(): boolean {
  return Boolean(getCurrentInstance()?.vnode?.el);
}
