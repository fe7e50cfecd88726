/** Under which addresses others on the network reach this machine. */
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

export const EVERY_ADDRESS: readonly string[] = ['0.0.0.0', '::'];

/** Addresses at which others on the network reach a server that listens on all of its machine's: none where it does not. */
export const networkAddresses = (
  host: string,
  port: number,
  interfaces: NodeJS.Dict<readonly NetworkInterfaceInfo[]> = networkInterfaces(),
): readonly string[] =>
  EVERY_ADDRESS.includes(host)
    ? Object.values(interfaces).flatMap((addresses = []) =>
        addresses
          .filter(({ family, internal }) => family === 'IPv4' && !internal)
          .map(({ address }) => `http://${address}:${port}/`),
      )
    : [];

/** Whether somebody at an address sits at this machine itself. */
export const isLoopback = (address: string): boolean => /^(?:::1|(?:::ffff:)?127\..*)$/.test(address);
