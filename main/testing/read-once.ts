// Reads one file as an import does, in a process whose memory is its alone, and says what came of it and what it took.
import { resourceUsage } from 'node:process';
import { isFault } from '@core/form/form.ts';
import { chosenFiles } from '../ports/import/chosen-files.ts';
import { directImporter } from '../ports/import/importer.ts';

const [path = ''] = process.argv.slice(2);
const files = chosenFiles();
const [file] = await files.offer([path]);
if (file === undefined) throw new Error('there is no such file');
const before = resourceUsage().maxRSS;
let bytes = 0;
const signal = { cancelled: false, onCancel: () => undefined };
const code = await directImporter(files)
  .read(file, (progress) => (bytes = progress.bytes), signal)
  .then(
    () => 'read',
    (error: unknown) => {
      if (isFault(error)) return error.code;
      throw error;
    },
  );
const megabytes = Math.round((resourceUsage().maxRSS - before) / 1_000);
process.stdout.write(JSON.stringify({ code, bytes, megabytes }));
