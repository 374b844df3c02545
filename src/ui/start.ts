/** What runs on every page besides the script in the head (put there by src/web/integration.ts). */
import { startKiosk } from './kiosk/start.ts';
import { startMenu } from './menu.ts';
import { startOffline } from './offline/start.ts';

startMenu();
startOffline(startKiosk());
