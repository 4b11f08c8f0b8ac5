import { serve } from '@towline/worker';

serve();
