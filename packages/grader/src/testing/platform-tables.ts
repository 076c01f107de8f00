import { readCsvTable } from '../exports/csv-table.js';

/** A grading worksheet with the columns of moodle/moodle, mod/assign/gradingtable.php (downloading). */
export const MOODLE = `Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 101",김민지,MINJI@example.com,"Submitted for grading",,100.00,Yes,"Monday, 23 November 2026, 10:00 AM",-,
"Participant 102","Bo O'Connor",aoife@example.com,"Submitted for grading",55.00,100.00,Yes,-,"Tuesday, 24 November 2026, 9:00 AM","<p>Come to my office, ""please"".</p>"
"Participant 103","=cmd|calc",cmd@example.com,"Submitted for grading",40.00,100.00,Yes,-,-,"<p>Typed in Moodle.</p>"
"Participant 104","Jonas Weber",jonas@example.com,"No submission",,100.00,Yes,-,-,
"Participant 999","Auditor, The",auditor@example.com,"No submission",12.00,100.00,Yes,-,-,"<p>Keep me.</p>"
`;

/** A gradebook as instructure/canvas-lms, lib/gradebook_exporter.rb writes it. */
export const CANVAS = `Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (11),Team homework (12),Assignments Current Points,Current Score
,,,,,,Manual Posting,,
    Points Possible,,,,,10.00,20.00,(read only),(read only)
"Kim, Minji",501,s1-1,minji,Section A,7.00,,7,70
"O'Connor, Aoife",502,s1-2,aoife@example.com,Section A,8.00,11.00,19,60
"=""=cmd|calc""",503,s1-3,cmd,Section A,9.00,15.00,24,80
"Weber, Jonas",504,,jonas,Section B,10.00,,10,100
"Auditor, The",999,,auditor,Section B,1.00,2.00,3,10
"Student, Test",1000,,f00,Section B,,,,
`;

/** `<assessment>_submissions_for_manual_grading.csv`, docs/manualGrading/index.md of PrairieLearn/PrairieLearn. */
export const PRAIRIELEARN = `uid,uin,qid,old_score_perc,old_feedback,old_auto_points,old_manual_points,submission_id,params,true_answer,submitted_answer,old_partial_scores,partial_scores,score_perc,feedback
minji@example.com,s1-1,project,0,,0,0,42983,{},{},"{""ans"": ""x""}",,,,
aoife@example.com,s1-2,project,60,"Well, done",0,0,42984,{},{},"{""ans"": ""y""}",,,,
cmd@example.com,s1-3,project,0,Read this,0,0,42985,{},{},{},,,,
jonas@example.com,s2-1,project,0,,0,0,42986,{},{},{},,,,
jonas@example.com,s2-1,other,0,,0,0,42987,{},{},{},,,,
auditor@example.com,9,project,5,Mine,0,0,42988,{},{},{},,,,
`;

/** A table as it would come from a file. */
export function worksheet(text: string, file = 'sheet.csv') {
  return { file, table: readCsvTable(new TextEncoder().encode(text), file) };
}
