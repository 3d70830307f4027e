-- A database as the first released schema (m001_sessions) left it, with a session, a check-in and its correction.
-- Never edit this file: it stands for the files that people have.
PRAGMA application_id = 1383298155;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
INSERT INTO "_sqlite_migrations" VALUES(1,'restack','m001_sessions','2026-03-01 07:00:00.000000+00:00');
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
) STRICT;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name" ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX "idx_check_ins_session_at_utc" ON "check_ins" ("session", "at_utc");
CREATE INDEX "idx_sessions_started_utc" ON "sessions" ("started_utc");
INSERT INTO "sessions" VALUES('0b6f3b2e-0001','calm-early','calm','1A',0,'right',6,'{}','2026-03-01T07:00:00.000Z',60,4);
INSERT INTO "session_events" VALUES('0b6f3b2e-0001',1,'started',0,'{"resumed":false}','2026-03-01T07:00:00.000Z',60);
INSERT INTO "session_events" VALUES('0b6f3b2e-0001',2,'segment_began',0,'{"index":0}','2026-03-01T07:00:00.000Z',60);
INSERT INTO "session_events" VALUES('0b6f3b2e-0001',3,'segment_done',15000,'{"index":0}','2026-03-01T07:00:15.000Z',60);
INSERT INTO "session_events" VALUES('0b6f3b2e-0001',4,'line_done',105000,'{"line":0,"exercise":"constructive-rest","eased":false}','2026-03-01T07:01:45.000Z',60);
INSERT INTO "session_events" VALUES('0b6f3b2e-0001',5,'finished',516000,'{}','2026-03-01T07:08:36.000Z',60);
INSERT INTO "check_ins" VALUES('c-1','0b6f3b2e-0001','2026-03-01T07:10:00.000Z',60,4,5,3,0,2,'{"pelvic-tilt":"too_hard"}','a bit stiff');
INSERT INTO "check_ins" VALUES('c-2','0b6f3b2e-0001','2026-03-01T09:10:00.000Z',60,4,4,3,0,2,'{}','it was less than I thought');
COMMIT;
