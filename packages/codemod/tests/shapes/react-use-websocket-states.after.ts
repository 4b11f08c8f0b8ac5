import { OPEN, type ReadyState as State } from '@towline/react';

export const isOpen = (state: State) => state === OPEN;
