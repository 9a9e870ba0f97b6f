import { main, processIo } from './main';

process.exitCode = await main(process.argv.slice(2), processIo(import.meta.url));
