export { type Postgres, startPostgres } from '../../scripts/test/postgres.mjs';
