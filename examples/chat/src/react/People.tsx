import type { FormEvent } from 'react';
import type { Person } from '../../protocol.js';
import { NAME_LENGTH } from '../shared/identity.js';
import { facesOf, initialsOf, tintOf } from '../shared/rows.js';

interface Props {
  people: readonly Person[];
  you: Person | null;
  name: string;
  onRename: (name: string) => void;
}

export function People({ people, you, name, onRename }: Props) {
  const { shown, more } = facesOf(people);

  function rename(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get('name')).trim();
    if (next !== '') onRename(next);
  }

  return (
    <div className="people">
      <form className="name" onSubmit={rename}>
        <label>
          <span className="name-label">You are</span>
          <input
            name="name"
            defaultValue={name}
            maxLength={NAME_LENGTH}
            required
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <button type="submit">Rename</button>
      </form>
      <ul className="faces" aria-label="Who is here">
        {shown.map((person) => (
          <li key={person.id} className={`face tint-${tintOf(person)}`} title={person.name}>
            <span aria-hidden="true">{initialsOf(person)}</span>
            <span className="sr-only">
              {person.name}
              {person.id === you?.id && ' (you)'}
            </span>
          </li>
        ))}
        {more.length > 0 && (
          <li className="face more" title={more.join(', ')}>
            <span aria-hidden="true">+{more.length}</span>
            <span className="sr-only">
              and {more.length} more: {more.join(', ')}
            </span>
          </li>
        )}
      </ul>
    </div>
  );
}
