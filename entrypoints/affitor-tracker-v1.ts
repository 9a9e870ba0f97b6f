import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { installStandIn } from '@/lib/mock/stand-in/install';

/** The stand-in tracker in dialect v1 alone, for a routed page whose site is known to speak it. */
export default defineUnlistedScript(() => installStandIn(window, 'v1'));
