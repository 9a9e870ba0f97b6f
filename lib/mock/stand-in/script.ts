import { installStandIn } from './install';

installStandIn(window);
