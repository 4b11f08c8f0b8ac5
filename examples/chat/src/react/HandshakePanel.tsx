import { useMemo } from 'react';
import type { Handshake } from '../../protocol.js';
import { scrollByKeys } from '../shared/elements.js';
import { type HandshakeTable, handshakeIntro, handshakeTables } from '../shared/handshake.js';

export function HandshakePanel({ handshake }: { handshake: Handshake | null }) {
  const tables = useMemo(() => (handshake ? handshakeTables(handshake) : []), [handshake]);

  return (
    <div className="handshake" ref={scrollByKeys}>
      <p className="intro">{handshakeIntro(handshake)}</p>
      {tables.map((table) => (
        <HeaderTable key={table.caption} table={table} />
      ))}
    </div>
  );
}

function HeaderTable({ table: { caption, line, rows } }: { table: HandshakeTable }) {
  return (
    <table>
      <caption>
        {caption} <code>{line}</code>
      </caption>
      <tbody>
        {rows.map(({ name, value, why }) => (
          <tr key={name} className={why ? 'pointed-out' : ''}>
            <th scope="row">{name}</th>
            <td>
              <code>{value}</code>
              {why && <p>{why}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
