/**
 * Scaffolder actions that generate NATS repositories and provision streams and consumers.
 *
 * @packageDocumentation
 */
export { scaffolderModuleNats as default } from './module';
