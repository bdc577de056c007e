// node bin/parse.js DIALECT FILE...: prints what a parser of the dialect finds wrong with each file, a line each, and ends with 1 if it does.
import { readFileSync } from 'node:fs';
import { FlinkSQL, HiveSQL, ImpalaSQL, SparkSQL, TrinoSQL } from 'dt-sql-parser';

const parsers = { flink: FlinkSQL, hive: HiveSQL, impala: ImpalaSQL, spark: SparkSQL, trino: TrinoSQL };
const [dialect, ...files] = process.argv.slice(2);
const parser = new parsers[dialect]();
for (const file of files) {
  for (const error of parser.validate(readFileSync(file, 'utf8'))) {
    console.log(`${file}(${error.startLine},${error.startColumn}): ${error.message}`);
    process.exitCode = 1;
  }
}
