/** Objects by key, each made when it is first asked for, and kept for as long as somebody holds it. */
export interface WeakFamily<Key, Member extends object> {
  get(key: Key, create: () => Member): Member;
}

export function createWeakFamily<Key, Member extends object>(): WeakFamily<Key, Member> {
  const members = new Map<Key, WeakRef<Member>>();
  let sweepAt = 16;

  /** Now and then, so that what it costs is shared by all that were made since. */
  function sweep() {
    for (const [key, member] of members) if (!member.deref()) members.delete(key);
    sweepAt = Math.max(16, members.size * 2);
  }

  return {
    get(key, create) {
      const known = members.get(key)?.deref();
      if (known) return known;
      const member = create();
      members.set(key, new WeakRef(member));
      if (members.size > sweepAt) sweep();
      return member;
    },
  };
}
