-- A database as the schema before data that travels (m004_journal) left it, with a row in each table.
-- Never edit this file: it stands for the files that people have.
PRAGMA application_id = 1383298155;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
INSERT INTO "_sqlite_migrations" VALUES(1,'restack','m001_sessions','2026-03-01 06:00:00+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'restack','m002_safety','2026-03-01 06:00:00+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'restack','m003_plan','2026-03-01 06:00:00+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'restack','m004_journal','2026-03-01 06:00:00+00:00');
CREATE TABLE "check_ins" (
   "id" TEXT PRIMARY KEY,
   "session" TEXT NOT NULL REFERENCES "sessions"("id"),
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "pain_before" INTEGER,
   "pain_worst" INTEGER,
   "pain_now" INTEGER,
   "leg_symptoms" INTEGER NOT NULL,
   "effort" INTEGER,
   "flags" TEXT NOT NULL,
   "note" TEXT NOT NULL
, "settled" INTEGER) STRICT;
CREATE TABLE "clearances" (
   "id" TEXT PRIMARY KEY,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "note" TEXT NOT NULL
) STRICT;
CREATE TABLE "day_logs" (
   "id" TEXT PRIMARY KEY,
   "day" TEXT NOT NULL,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "data" TEXT NOT NULL
) STRICT;
INSERT INTO "day_logs" VALUES('6e2d0000-0001','2026-03-02','2026-03-02T19:00:00.000Z',60,'{"sleep":"broken","sitting":"long","breaks":null,"lifting":null,"walking":null,"stress":null,"drink":null,"happened":["awkward"],"signs":[],"note":"a long day"}');
CREATE TABLE "day_ratings" (
   "id" TEXT PRIMARY KEY,
   "day" TEXT NOT NULL,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "kind" TEXT NOT NULL,
   "pain" INTEGER NOT NULL,
   "sore" INTEGER NOT NULL
) STRICT;
INSERT INTO "day_ratings" VALUES('r-1','2026-03-02','2026-03-02T07:00:00.000Z',60,'morning',5,0);
INSERT INTO "day_ratings" VALUES('5d1c0000-0001','2026-03-02','2026-03-02T19:00:00.000Z',60,'average',4,0);
CREATE TABLE "happenings" (
   "id" TEXT PRIMARY KEY,
   "kind" TEXT NOT NULL,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "data" TEXT NOT NULL
) STRICT;
INSERT INTO "happenings" VALUES('p-1','placed','2026-03-01T07:00:00.000Z',60,'{"usual_pain":4.0,"last_spasm":null,"checks":"not-tried","begin":null}');
CREATE TABLE "removals" (
   "id" TEXT PRIMARY KEY,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "entries" TEXT NOT NULL,
   "back" INTEGER NOT NULL
) STRICT;
INSERT INTO "removals" VALUES('8a4f0000-0001','2026-03-02T19:00:00.000Z',60,'["9b500000-0001"]',0);
CREATE TABLE "screenings" (
   "id" TEXT PRIMARY KEY,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "version" INTEGER NOT NULL,
   "context" TEXT NOT NULL,
   "asked" TEXT NOT NULL,
   "yes" TEXT NOT NULL
) STRICT;
CREATE TABLE "session_events" (
   "session" TEXT REFERENCES "sessions"("id"),
   "seq" INTEGER,
   "kind" TEXT NOT NULL,
   "at_ms" INTEGER NOT NULL,
   "data" TEXT NOT NULL,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   PRIMARY KEY ("session", "seq")
) STRICT;
INSERT INTO "session_events" VALUES('s-1',0,'line_done',1000,'{"line":0,"exercise":"pelvic-tilt","eased":false}','2026-03-02T07:00:00.000Z',60);
INSERT INTO "session_events" VALUES('s-1',1,'finished',2000,'{}','2026-03-02T07:00:01.000Z',60);
INSERT INTO "session_events" VALUES('s-2',1,'started',0,'{"resumed":false,"voice_waits":[]}','2026-03-03T07:00:00.000Z',60);
INSERT INTO "session_events" VALUES('s-2',2,'segment_done',3000,'{"index":0}','2026-03-03T07:00:03.012Z',60);
INSERT INTO "session_events" VALUES('s-2',3,'segment_done',6000,'{"index":1}','2026-03-03T07:00:06.024Z',60);
INSERT INTO "session_events" VALUES('s-2',4,'segment_done',9000,'{"index":2}','2026-03-03T07:00:09.036Z',60);
INSERT INTO "session_events" VALUES('s-2',5,'line_done',9000,'{"line":0,"exercise":"pelvic-tilt","eased":false}','2026-03-03T07:00:09.048Z',60);
INSERT INTO "session_events" VALUES('s-2',6,'paused',9000,'{"reason":"person"}','2026-03-03T07:00:09.060Z',60);
INSERT INTO "session_events" VALUES('s-2',7,'resumed',9000,'{}','2026-03-03T07:00:54.012Z',60);
INSERT INTO "session_events" VALUES('s-2',8,'segment_done',12000,'{"index":3}','2026-03-03T07:00:57.012Z',60);
INSERT INTO "session_events" VALUES('s-2',9,'segment_done',15000,'{"index":4}','2026-03-03T07:01:00.012Z',60);
INSERT INTO "session_events" VALUES('s-2',10,'segment_done',18000,'{"index":5}','2026-03-03T07:01:03.012Z',60);
INSERT INTO "session_events" VALUES('s-2',11,'finished',18000,'{}','2026-03-03T07:01:03.012Z',60);
INSERT INTO "session_events" VALUES('s-3',1,'started',0,'{"resumed":false,"voice_waits":[]}','2026-03-03T08:00:00.000Z',60);
INSERT INTO "session_events" VALUES('s-3',2,'segment_done',3000,'{"index":0}','2026-03-03T08:00:03.012Z',60);
INSERT INTO "session_events" VALUES('s-3',3,'segment_done',6000,'{"index":1}','2026-03-03T08:00:06.024Z',60);
INSERT INTO "session_events" VALUES('s-3',4,'segment_done',9000,'{"index":2}','2026-03-03T08:00:09.036Z',60);
INSERT INTO "session_events" VALUES('s-3',5,'line_done',9000,'{"line":0,"exercise":"pelvic-tilt","eased":false}','2026-03-03T08:00:09.048Z',60);
INSERT INTO "session_events" VALUES('s-3',6,'paused',9000,'{"reason":"person"}','2026-03-03T08:00:09.060Z',60);
INSERT INTO "session_events" VALUES('s-3',7,'resumed',9000,'{}','2026-03-03T08:00:54.012Z',60);
INSERT INTO "session_events" VALUES('s-3',8,'segment_done',12000,'{"index":3}','2026-03-03T08:00:57.012Z',60);
INSERT INTO "session_events" VALUES('s-3',9,'segment_done',15000,'{"index":4}','2026-03-03T08:01:00.012Z',60);
INSERT INTO "session_events" VALUES('s-3',10,'segment_done',18000,'{"index":5}','2026-03-03T08:01:03.012Z',60);
CREATE TABLE "sessions" (
   "id" TEXT PRIMARY KEY,
   "session_id" TEXT NOT NULL,
   "program_id" TEXT NOT NULL,
   "part_id" TEXT,
   "shorter" INTEGER NOT NULL,
   "first_side" TEXT NOT NULL,
   "lines" INTEGER NOT NULL,
   "template" TEXT NOT NULL,
   "started_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "pain_before" INTEGER
) STRICT;
INSERT INTO "sessions" VALUES('s-1','calm-early','calm','1A',0,'right',6,'{}','2026-03-02T07:00:00.000Z',60,3);
INSERT INTO "sessions" VALUES('s-2','calm-early','calm','1A',0,'right',6,'{}','2026-03-03T07:00:00.000Z',60,NULL);
INSERT INTO "sessions" VALUES('s-3','calm-early','calm','1A',0,'right',6,'{}','2026-03-03T08:00:00.000Z',60,NULL);
CREATE TABLE "spasm_logs" (
   "id" TEXT PRIMARY KEY,
   "spasm" TEXT NOT NULL REFERENCES "spasms"("id"),
   "onset_utc" TEXT NOT NULL,
   "onset_offset_min" INTEGER NOT NULL,
   "at_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL,
   "data" TEXT NOT NULL
) STRICT;
INSERT INTO "spasm_logs" VALUES('7f3e0000-0001','x-1','2026-03-01T11:00:00.000Z',60,'2026-03-02T19:00:00.000Z',60,'{"where":["low_left"],"strength":"severe","feel":[],"doing":["bending"],"two_hours":[],"day_before":[],"signs":[],"eased":[],"note":""}');
CREATE TABLE "spasms" (
   "id" TEXT PRIMARY KEY,
   "onset_utc" TEXT NOT NULL,
   "logged_utc" TEXT NOT NULL,
   "offset_min" INTEGER NOT NULL
) STRICT;
INSERT INTO "spasms" VALUES('x-1','2026-03-01T11:00:00.000Z','2026-03-01T12:00:00.000Z',60);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX "idx_check_ins_session_at_utc"
    ON "check_ins" ("session", "at_utc");
CREATE INDEX "idx_sessions_started_utc"
    ON "sessions" ("started_utc");
CREATE INDEX "idx_happenings_at_utc"
    ON "happenings" ("at_utc");
CREATE INDEX "idx_day_ratings_day"
    ON "day_ratings" ("day");
CREATE INDEX "idx_spasms_onset_utc"
    ON "spasms" ("onset_utc");
CREATE INDEX "idx_day_logs_day"
    ON "day_logs" ("day");
CREATE INDEX "idx_spasm_logs_spasm_at_utc"
    ON "spasm_logs" ("spasm", "at_utc");
COMMIT;
