import gradeSchema from './grade.schema.json' with { type: 'json' };
import homeworkSchema from './homework.schema.json' with { type: 'json' };
import marksSchema from './marks.schema.json' with { type: 'json' };
import rubricSchema from './rubric.schema.json' with { type: 'json' };
import runSchema from './run.schema.json' with { type: 'json' };
import shareSchema from './share.schema.json' with { type: 'json' };
import sharingSchema from './sharing.schema.json' with { type: 'json' };
import teamSchema from './team.schema.json' with { type: 'json' };

/** The schema of each kind of record. */
export const SCHEMAS = {
  team: teamSchema,
  homework: homeworkSchema,
  run: runSchema,
  grade: gradeSchema,
  rubric: rubricSchema,
  marks: marksSchema,
  share: shareSchema,
  sharing: sharingSchema,
};

/** The kinds of record that have a schema. */
export type RecordKind = keyof typeof SCHEMAS;

/** What is validated: each kind whole, and the value of `training.augment` alone. */
export const SCHEMA_REFERENCES: Record<RecordKind | 'augment', string> = {
  ...(Object.fromEntries(Object.entries(SCHEMAS).map(([kind, { $id }]) => [kind, $id])) as Record<
    RecordKind,
    string
  >),
  augment: `${homeworkSchema.$id}#/properties/training/properties/augment`,
};
