import type { TowlineSocket } from '@towline/core';
import type { ClientMessage, ServerMessage } from '../../protocol.js';

export type ChatSocket = TowlineSocket<ServerMessage, ClientMessage>;
