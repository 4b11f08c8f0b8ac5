import { json } from '@towline/core';
import { serve } from '@towline/worker';

serve({ codec: json() });
