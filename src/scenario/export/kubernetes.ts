import { stringify } from 'yaml';
import { coreFault } from '../../form/form.ts';
import { overLines, runWords } from './command-line.ts';
import { heading } from './format.ts';
import { type ExportPlan, type PlannedFile, variablesOf } from './plan.ts';

const NAME = 'countersign-scenarios';
const FOLDER = '/scenarios';
/** Of a ConfigMap's data, in bytes. Source: kubernetes.io, ConfigMaps. */
const MOST = 1_048_576;

export interface KubernetesPlan extends ExportPlan {
  /** A container image that has `countersign` on its path. */
  readonly image: string;
}

/**
 * An Indexed Job, one pod a shard, with its scenarios in a ConfigMap and its secrets from a Secret. A pod that fails is not
 * tried again and stops no other. Source: kubernetes.io, Job (completionMode, backoffLimitPerIndex: 1.29 and later).
 */
export function kubernetesJob(plan: KubernetesPlan): string {
  const files = filesOf(plan.files);
  const secrets = variablesOf(plan);
  const parts = [configMap(files), job(plan, files, secrets)];
  return (
    heading(said(secrets), plan.notes) + parts.map((part) => stringify(part, { lineWidth: 0 })).join('---\n')
  );
}

function said(secrets: readonly string[]): string[] {
  const create = `kubectl create secret generic ${NAME} ${secrets.map((name) => `--from-literal=${name}=…`).join(' ')}`;
  return [
    'Made by countersign export. Runs sign-in scenarios on a cluster, one pod a shard (Kubernetes 1.29 or later).',
    'The image holds Node 22 and Countersign: npm install --global on its packed file, nothing more.',
    '',
    ...(secrets.length === 0 ? [] : [create]),
    'kubectl apply -f this-file',
    'Each pod prints its report as JSON and says in its status what went to stderr. Once all have ended:',
    'mkdir -p reports',
    `for pod in $(kubectl get pods -l job-name=${NAME} -o name); do kubectl logs "$pod" > "reports/\${pod##*/}.json"; done`,
    'countersign merge-reports reports --reporter list --reporter html:sign-ins.html',
  ];
}

interface KeyedFile extends PlannedFile {
  readonly key: string;
}

/** A ConfigMap’s keys know no folders: the volume puts files back where they were. */
function filesOf(files: readonly PlannedFile[]): KeyedFile[] {
  const size = files.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
  if (size > MOST)
    throw coreFault(
      'SCENARIO_EXPORT',
      `These files have ${size.toLocaleString('en-US')} bytes together; a ConfigMap holds ${MOST.toLocaleString('en-US')}. Export fewer at a time.`,
    );
  return files.map((file, index) => ({
    ...file,
    key: `${String(index + 1)}-${file.name.replace(/[^-._a-zA-Z0-9]+/g, '-').slice(-200)}`,
  }));
}

function configMap(files: readonly KeyedFile[]): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: NAME },
    data: Object.fromEntries(files.map(({ key, text }) => [key, text])),
  };
}

function job(plan: KubernetesPlan, files: readonly KeyedFile[], secrets: readonly string[]): object {
  const run = overLines('countersign run', [
    // By name: in a mounted ConfigMap folders are links, which are not followed.
    ...runWords({ ...plan, paths: plan.scenarios }),
    `--shard "$((JOB_COMPLETION_INDEX + 1))/${String(plan.shards)}"`,
    '--workers 2',
    '--reporter json 2> /dev/termination-log',
  ]);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: NAME },
    spec: {
      completionMode: 'Indexed',
      completions: plan.shards,
      parallelism: plan.shards,
      backoffLimitPerIndex: 0,
      ttlSecondsAfterFinished: 86_400,
      template: {
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1_000,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'countersign',
              image: plan.image,
              workingDir: FOLDER,
              command: ['/bin/sh', '-c', run],
              env: [
                { name: 'HOME', value: '/tmp' },
                ...secrets.map((name) => ({
                  name,
                  valueFrom: { secretKeyRef: { name: NAME, key: name } },
                })),
              ],
              resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '1Gi' } },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              volumeMounts: [{ name: 'scenarios', mountPath: FOLDER, readOnly: true }],
            },
          ],
          volumes: [
            {
              name: 'scenarios',
              configMap: { name: NAME, items: files.map(({ key, name }) => ({ key, path: name })) },
            },
          ],
        },
      },
    },
  };
}
