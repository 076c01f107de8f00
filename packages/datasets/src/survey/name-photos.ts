import type { DataSurvey, TwinPair } from '@teamnet/records';

/** A survey whose pairs have the names of their photos, where `nameOf` knows them, instead of keys of records. */
export function namePhotos(survey: DataSurvey, nameOf: (key: string) => string | undefined): DataSurvey {
  const named = ({ first, second }: TwinPair): TwinPair => ({
    first: nameOf(first) ?? first,
    second: nameOf(second) ?? second,
  });
  const inside = <T extends { examples: TwinPair[] }>(found: T): T => ({
    ...found,
    examples: found.examples.map(named),
  });
  return {
    ...survey,
    identical: inside(survey.identical),
    near: inside(survey.near),
    leaks: survey.leaks.map(inside),
  };
}
