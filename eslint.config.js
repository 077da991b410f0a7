import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom: the whole table. A row names a folder and what it must never reach; everything else is open.
 * `node` means any built-in, `core:x` the folder src/x by relative path or alias, `faces` the three outer folders.
 */
const NEVER = {
  'src/{errors,form,flows,challenges,chain,bench}/**': [
    'node',
    'electron',
    'vue',
    'core:host',
    'core:sandbox',
    'core:crypto',
    'faces',
  ],
  'src/{contract.ts,contract/**}': [
    'node',
    'electron',
    'vue',
    'core:host',
    'core:sandbox',
    'core:crypto',
    'faces',
  ],
  'src/{admin,cognito,evidence,history,scenario}/**': [
    'node',
    'electron',
    'vue',
    'core:host',
    'core:sandbox',
    'faces',
  ],
  'src/crypto/**': ['node:but-crypto', 'electron', 'vue', 'core:host', 'core:sandbox', 'faces'],
  'src/sandbox/*.ts': ['node:but-crypto', 'electron', 'vue', 'core:host', 'other side', 'faces'],
  'src/sandbox/*/**': ['node:but-crypto', 'electron', 'vue', 'core:host', 'other side, from a room', 'faces'],
  'src/host/**': ['node', 'electron', 'vue', 'core:sandbox', 'faces'],
  'main/**': ['electron', 'vue', 'renderer'],
  'renderer/**': ['node', 'electron', 'core:host', 'core:sandbox', 'core:crypto', 'core:cognito', 'main'],
  'e2e/**': ['electron', 'vue', 'core', 'main', 'renderer'],
};
/** The only files that may name Electron. */
const MAY_IMPORT_ELECTRON = ['main/index.ts', 'main/window.ts', 'main/preload.ts', 'main/ipc.ts'];

const OTHER_SIDE = 'The sandbox is an independent reading of the protocol: it shares no challenge code.';

const FORBIDDEN = {
  node: {
    regex: '^node:',
    message: 'This folder runs without Node: take what you need as a port or a tool.',
  },
  'node:but-crypto': { regex: '^node:(?!crypto$)', message: 'Only node:crypto is allowed here.' },
  electron: {
    regex: '^electron($|/)',
    message: 'Electron is imported by main/index, window, preload and ipc only.',
  },
  vue: { regex: '^(vue|pinia|vue-router|reka-ui)($|/)', message: 'Vue belongs to renderer/.' },
  faces: { regex: '(^|/)(main|renderer|e2e)/', message: 'The core knows no face.' },
  main: { regex: '(^|/)main/', message: 'The page reaches the host through port.ts only.' },
  renderer: { regex: '(^|/)renderer/', message: 'Main knows nothing of the page.' },
  // The sandbox has a folder `challenges` of its own, so these two are told apart by depth.
  'other side': { regex: '^(@core|\\.\\.)/(challenges|flows|cognito)(/|$)', message: OTHER_SIDE },
  'other side, from a room': {
    regex: '^(@core|\\.\\./\\.\\.)/(challenges|flows|cognito)(/|$)',
    message: OTHER_SIDE,
  },
  core: { regex: '(^@core/|(^|/)src/)', message: 'Stories drive the application from outside.' },
};
/** Inside src a room is reached by a relative path; from the outer folders only by the alias or through `src/`. */
const forbidden = (name, inside) =>
  FORBIDDEN[name] ?? {
    regex: `(^@core/|(^|/)src/${inside ? '|^\\.{1,2}/(.*/)?' : ''})${name.slice('core:'.length)}(/|$)`,
    message: `See the table in eslint.config.js: ${name} is out of bounds here.`,
  };
const boundary = (files, names, ignores) => ({
  files: [files],
  ignores,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: names.map((name) => forbidden(name, files.startsWith('src/'))) },
    ],
  },
});

export default tseslint.config(
  { ignores: ['node_modules/**', 'out/**', '.cache/**', 'test-results/**'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      // Props are typed: an optional one is `undefined` by its type, not by accident.
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-v-html': 'error',
    },
  },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
    },
  },
  {
    files: ['src/host/**'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      // V8 makes a map of its own in old space for each, which holds all that the getter reaches until old space is
      // collected: every request of a run with thousands would stay that long.
      'no-restricted-syntax': [
        'error',
        {
          selector: "ObjectExpression > Property[kind!='init']",
          message: 'Write a property and change it: an object literal with a getter outlives its use.',
        },
      ],
    },
  },
  { files: ['scripts/**', 'main/cli*.ts', 'main/cli/**'], rules: { 'no-console': 'off' } },
  ...Object.entries(NEVER).map(([files, names]) =>
    boundary(files, names, [
      '**/*.test.ts',
      '**/testing/**',
      ...(files === 'main/**' ? MAY_IMPORT_ELECTRON : []),
    ]),
  ),
  prettier,
);
