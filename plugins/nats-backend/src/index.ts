/**
 * The backend of the NATS plugin.
 *
 * @packageDocumentation
 */
export { natsPlugin as default } from './plugin';
