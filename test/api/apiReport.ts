import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const silent = { default: { logLevel: ExtractorLogLevel.None } };

/**
 * What an entry of a package offers, as readable text: every exported declaration, sorted, without its docstring.
 *
 * @throws Error when the declarations cannot be read
 */
export function apiReport(packageFolder: string, declarations: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'fermat-api-'));
  try {
    const config = ExtractorConfig.prepare({
      configObjectFullPath: join(packageFolder, 'api-extractor.json'),
      packageJsonFullPath: join(packageFolder, 'package.json'),
      configObject: {
        projectFolder: packageFolder,
        mainEntryPointFilePath: declarations,
        newlineKind: 'lf',
        apiReport: { enabled: true, reportFileName: 'report', reportFolder: folder, reportTempFolder: join(folder, 'new') },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        compiler: {
          overrideTsconfig: {
            compilerOptions: {
              target: 'ES2022',
              lib: ['ES2022', 'DOM'],
              module: 'ESNext',
              moduleResolution: 'bundler',
              strict: true,
              skipLibCheck: true,
              types: [],
            },
            include: [dirname(declarations)],
          },
        },
        messages: {
          // A type that users meet but cannot name is a remark in the report.
          extractorMessageReporting: {
            ...silent,
            'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
          },
          tsdocMessageReporting: silent,
        },
      },
    });
    const { errorCount } = Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message) => {
        if (message.logLevel === ExtractorLogLevel.Error) throw new Error(message.text);
        message.handled = true;
      },
    });
    if (errorCount > 0) throw new Error(`the declarations of ${declarations} cannot be read`);
    return readFileSync(join(folder, 'report.api.md'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
