import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { installStandIn } from '@/lib/mock/stand-in/install';

/**
 * The stand-in tracker: not the vendor's, and not for production. It speaks both dialects of Affitor's tracker for
 * tests, demos and offline work; pages that are routed to the mock get it in place of the real script.
 */
export default defineUnlistedScript(() => installStandIn(window));
