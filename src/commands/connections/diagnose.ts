import { arch, platform, release } from 'node:os';
import { env, extensions, version, window, workspace } from 'vscode';
import { diagnose } from '../../connections/diagnosis/diagnose';
import type { ProxyFacts } from '../../connections/diagnosis/proxyChoice';
import { reportOf } from '../../connections/diagnosis/report';
import { extensionId } from '../../ids';
import { withProgress } from '../../platform/progress';
import type { ConnectionServices } from './connectionServices';
import { pickConnection } from './pickConnection';

/** Settings of VS Code that decide how its `fetch` reaches a server. */
const networkSettings = [
  'http.proxySupport',
  'http.proxyStrictSSL',
  'http.systemCertificates',
  'http.systemCertificatesNode',
  'http.fetchAdditionalSupport',
  'http.electronFetch',
  'http.useLocalProxyConfiguration',
];

/** **Diagnose Connection…**: a report on the way to a server, in a new document that is fit for an issue. */
export async function diagnoseConnection(services: ConnectionServices, clicked: unknown): Promise<void> {
  const connection = await pickConnection(services, clicked, 'Diagnose which connection?');
  const { name, baseUrl, signedOutBecause, throttledUntil, probe } = connection;
  const subject = { baseUrl, signedOutBecause, throttledUntil, probe };
  const checks = await withProgress(`Looking at ${name}`, (_, signal) =>
    diagnose(subject, proxyFacts(), Date.now, signal),
  );
  const facts = { Server: baseUrl, 'Source of the key': connection.keySource ?? 'none', ...machineFacts() };
  const content = connection.withoutKey(reportOf(`Connection report: ${name}`, checks, facts));
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}

function proxyFacts(): ProxyFacts {
  const http = workspace.getConfiguration('http');
  return {
    proxy: http.get('proxy', ''),
    support: http.get('proxySupport', 'override'),
    noProxy: http.get<string[]>('noProxy', []),
    env: process.env,
  };
}

function machineFacts(): Record<string, string> {
  const configuration = workspace.getConfiguration();
  const settings = networkSettings.flatMap(id => {
    const value: unknown = configuration.get(id);
    return value === undefined ? [] : `${id}=${String(value)}`;
  });
  return {
    'Llama Batches': String(extensions.getExtension(extensionId)?.packageJSON.version),
    'VS Code': `${version} (${env.appHost}${env.remoteName ? `, remote ${env.remoteName}` : ''})`,
    Node: process.versions.node,
    System: `${platform()} ${release()} ${arch()}`,
    Settings: settings.join(', '),
  };
}
