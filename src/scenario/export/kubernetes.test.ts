import { spawnSync } from 'node:child_process';
import { Job } from 'kubernetes-models/batch/v1';
import { ConfigMap } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kubernetesJob } from './kubernetes.ts';
import { planFor, WITH_SECRETS } from './testing/plan.ts';

const texts = { 'scenarios/jane.yaml': WITH_SECRETS, 'scenarios/mfa/jane.yaml': WITH_SECRETS };

function made(): { readonly config: ConfigMap; readonly job: Job } {
  const text = kubernetesJob({ ...planFor(texts), image: 'registry.example/countersign:1' });
  const [config, job] = parseAllDocuments(text).map((document) => document.toJS() as object);
  return {
    config: new ConfigMap(config as ConstructorParameters<typeof ConfigMap>[0]),
    job: new Job(job as ConstructorParameters<typeof Job>[0]),
  };
}

describe('an Indexed Job for Kubernetes', () => {
  it('is valid by the schemas of the API', () => {
    const { config, job } = made();
    config.validate();
    job.validate();
    const broken = new Job({
      ...job.toJSON(),
      spec: { ...job.spec, completions: 'four' as unknown as number },
    });
    expect(() => broken.validate()).toThrow();
  });

  it('has a pod for each shard, and a failed one stops no other', () => {
    const { spec } = made().job;
    expect(spec).toMatchObject({
      completionMode: 'Indexed',
      completions: 4,
      parallelism: 4,
      backoffLimitPerIndex: 0,
      template: { spec: { restartPolicy: 'Never' } },
    });
  });

  it('mounts the files where the command looks for them', () => {
    const { config, job } = made();
    const pod = job.spec?.template.spec;
    const items = pod?.volumes?.[0]?.configMap?.items ?? [];
    expect(items.map(({ path }) => path)).toEqual(Object.keys(texts));
    for (const { key, path } of items) {
      expect(key).toMatch(/^[-._a-zA-Z0-9]{1,253}$/);
      expect(config.data?.[key]).toBe(texts[path as keyof typeof texts]);
    }
    expect(pod?.containers[0]?.workingDir).toBe(pod?.containers[0]?.volumeMounts?.[0]?.mountPath);
  });

  it('takes secrets from a Secret, and the shard from the pod’s index', () => {
    const [container] = made().job.spec?.template.spec?.containers ?? [];
    const secrets = container?.env?.filter(({ valueFrom }) => valueFrom !== undefined) ?? [];
    expect(secrets.map(({ name }) => name)).toEqual(['CLIENT_SECRET', 'JANE_PASSWORD', 'other', 'seed']);
    for (const { name, valueFrom } of secrets)
      expect(valueFrom).toEqual({ secretKeyRef: { name: 'countersign-scenarios', key: name } });
    const [shell = '', flag = '', script = ''] = container?.command ?? [];
    const { stdout } = spawnSync(
      shell,
      [flag, script.replace('countersign', `printf '%s|'`).replace(/2> \S+/, '')],
      { encoding: 'utf8', env: { JOB_COMPLETION_INDEX: '2', seed: 'S' } },
    );
    expect(stdout).toBe(
      'run|scenarios/jane.yaml|scenarios/mfa/jane.yaml|--secret|other|--secret|seed|--shard|3/4|--workers|2|--reporter|json|',
    );
  });

  it('is refused where a ConfigMap could not hold the files', () => {
    const large = { ...planFor(texts), files: [{ name: 'a.yaml', text: '#'.repeat(1_100_000) }], image: 'x' };
    expect(() => kubernetesJob(large)).toThrow('a ConfigMap holds 1,048,576');
  });
});
