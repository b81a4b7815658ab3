/**
 * What owners were told last, so that of several replicas of the backend one tells them,
 * and none tells them again after a restart.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('nats_notices', table => {
    table.string('key', 64).primary().comment('Digest of owner and consumer');
    table.string('level', 16).notNullable().comment('fine or error');
    table
      .bigInteger('raised_at')
      .notNullable()
      .comment('When an error was told last, milliseconds since 1970');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('nats_notices');
};
