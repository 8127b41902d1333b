import type { Log } from '../../base/log';
import type { CloudConnections } from '../../connections/cloudConnections';
import type { KeyStore } from '../../connections/keyStore';

/** What the commands on connections need of the extension's services. */
export interface ConnectionServices {
  cloud: CloudConnections;
  keys: KeyStore;
  log: Log;
}
