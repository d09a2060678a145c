CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('customers, figures, calls');
INSERT INTO grdb_migrations VALUES ('journal, bulk runs, leases');
INSERT INTO grdb_migrations VALUES ('seen suppressions, remembered names');
INSERT INTO grdb_migrations VALUES ('alarms');
INSERT INTO grdb_migrations VALUES ('addresses by one key');
CREATE TABLE "calls" ("account" TEXT NOT NULL, "second" INTEGER NOT NULL, "count" INTEGER NOT NULL, PRIMARY KEY ("account", "second")) WITHOUT ROWID;
CREATE TABLE "snapshot" ("account" TEXT PRIMARY KEY NOT NULL, "readAt" DOUBLE NOT NULL, "chunks" INTEGER NOT NULL, "orderDigest" INTEGER NOT NULL, "byUsername" BLOB NOT NULL);
CREATE TABLE "chunk" ("account" TEXT NOT NULL, "position" INTEGER NOT NULL, "digest" INTEGER NOT NULL, "data" BLOB NOT NULL, PRIMARY KEY ("account", "position"));
CREATE TABLE "figures" ("account" TEXT NOT NULL, "username" TEXT NOT NULL, "readAt" DOUBLE NOT NULL, "data" BLOB NOT NULL, PRIMARY KEY ("account", "username")) WITHOUT ROWID;
CREATE INDEX "figures on readAt" ON "figures"("account", "readAt");
CREATE TABLE "journal" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "at" DOUBLE NOT NULL, "account" TEXT NOT NULL, "context" TEXT NOT NULL, "who" TEXT NOT NULL, "operation" TEXT NOT NULL, "parameters" TEXT NOT NULL, "words" TEXT NOT NULL, "reason" TEXT NOT NULL, "before" TEXT, "outcome" TEXT NOT NULL, "answer" TEXT NOT NULL, "closedAt" DOUBLE, "after" TEXT, "undoes" INTEGER, "redoes" INTEGER, "run" INTEGER, "row" INTEGER);
CREATE INDEX "journal on account" ON "journal"("account", "id");
CREATE INDEX "journal on at" ON "journal"("at");
CREATE INDEX "journal without rows" ON journal (account, id) WHERE row IS NULL;
CREATE INDEX "journal on run" ON journal (run, id) WHERE run IS NOT NULL;
CREATE INDEX "journal on undoes" ON journal (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX "journal on redoes" ON journal (redoes) WHERE redoes IS NOT NULL;
CREATE TRIGGER "journal is never deleted" BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'an entry of the journal is never deleted'); END;
CREATE TRIGGER "journal is never replaced" BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an entry of the journal is never replaced'); END;
CREATE TRIGGER "journal stays as it was written" BEFORE UPDATE ON journal
WHEN NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.account IS NOT OLD.account
    OR NEW.context IS NOT OLD.context OR NEW.who IS NOT OLD.who OR NEW.operation IS NOT OLD.operation
    OR NEW.parameters IS NOT OLD.parameters OR NEW.words IS NOT OLD.words OR NEW.reason IS NOT OLD.reason
    OR NEW.before IS NOT OLD.before OR NEW.undoes IS NOT OLD.undoes OR NEW.redoes IS NOT OLD.redoes
    OR NEW.run IS NOT OLD.run OR NEW.row IS NOT OLD.row
BEGIN SELECT RAISE(ABORT, 'what an entry of the journal says is never changed'); END;
CREATE TRIGGER "journal is closed once" BEFORE UPDATE ON journal
WHEN NOT (OLD.outcome = 'open' AND NEW.outcome IN ('done', 'refused', 'failed', 'unknown')
    OR OLD.outcome = 'unknown' AND NEW.outcome IN ('done', 'failed'))
BEGIN SELECT RAISE(ABORT, 'that entry of the journal is closed already'); END;
CREATE TABLE "run" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "account" TEXT NOT NULL, "context" TEXT NOT NULL, "who" TEXT NOT NULL, "operation" TEXT NOT NULL, "reason" TEXT NOT NULL, "stage" TEXT NOT NULL, "at" DOUBLE NOT NULL, "changedAt" DOUBLE NOT NULL);
CREATE INDEX "run on account" ON "run"("account", "id");
CREATE TABLE "runCount" ("run" INTEGER NOT NULL, "stage" INTEGER NOT NULL, "count" INTEGER NOT NULL, PRIMARY KEY ("run", "stage")) WITHOUT ROWID;
CREATE TABLE "runRow" ("run" INTEGER NOT NULL, "position" INTEGER NOT NULL, "target" TEXT NOT NULL, "parameters" TEXT NOT NULL, "stage" INTEGER NOT NULL, "answer" TEXT NOT NULL, "at" DOUBLE NOT NULL, "before" TEXT, "entry" INTEGER, PRIMARY KEY ("run", "position")) WITHOUT ROWID;
CREATE INDEX "runRow on stage" ON "runRow"("run", "stage", "position");
CREATE TRIGGER "runRow is counted" AFTER UPDATE OF stage ON runRow WHEN NEW.stage <> OLD.stage
BEGIN
    UPDATE runCount SET count = count - 1 WHERE run = OLD.run AND stage = OLD.stage;
    UPDATE runCount SET count = count + 1 WHERE run = NEW.run AND stage = NEW.stage;
END;
CREATE TABLE "lease" ("name" TEXT PRIMARY KEY NOT NULL, "holder" TEXT NOT NULL, "until" DOUBLE NOT NULL) WITHOUT ROWID;
CREATE TABLE "seenAccount" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL UNIQUE);
CREATE TABLE "seenList" ("id" INTEGER PRIMARY KEY, "account" INTEGER NOT NULL, "username" TEXT NOT NULL, "list" TEXT NOT NULL, "readAt" DOUBLE NOT NULL, "count" INTEGER NOT NULL, UNIQUE ("account", "username", "list"));
CREATE TABLE "seenAddress" ("account" INTEGER NOT NULL, "address" TEXT NOT NULL, "list" INTEGER NOT NULL, "digest" INTEGER NOT NULL, "written" TEXT, "status" TEXT, "reason" TEXT, "created" INTEGER, PRIMARY KEY ("account", "address", "list")) WITHOUT ROWID;
CREATE INDEX "seenAddress on list" ON "seenAddress"("list", "address", "digest");
CREATE TABLE "remembered" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "account" TEXT NOT NULL, "kind" TEXT NOT NULL, "owner" TEXT NOT NULL, "name" TEXT NOT NULL, UNIQUE ("account", "kind", "owner", "name"));
CREATE TABLE "alarm" ("account" TEXT NOT NULL, "username" TEXT NOT NULL, "concern" TEXT NOT NULL, "firstSeen" DOUBLE NOT NULL, "lastSeen" DOUBLE NOT NULL, "value" DOUBLE NOT NULL, "formerValue" DOUBLE NOT NULL, "formerAt" DOUBLE NOT NULL, "changedAt" DOUBLE NOT NULL, "severity" INTEGER NOT NULL, "severityThen" INTEGER NOT NULL, "state" TEXT NOT NULL, "until" DOUBLE, "by" TEXT, "note" TEXT NOT NULL, PRIMARY KEY ("account", "username", "concern")) WITHOUT ROWID;
CREATE TABLE "collector" ("account" TEXT PRIMARY KEY NOT NULL, "data" BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO chunk VALUES ('acme', 0, 7176944982160425322, x'524443320200000025000000270000000000000011000000110000001100000011000000110000001100000011000000110000001100000011000000110000001100000011000000110000001100000025000000250000002500000025000000250000002500000025000000250000002500000025000000250000002500000025000000250000001200000027000000020002006b696d4066726f73742e6578616d706c65726f62696e40686f6c6c696e2e6578616d706c656b696d4066726f73742e6578616d706c650a726f62696e40686f6c6c696e2e6578616d706c650a');
INSERT INTO chunk VALUES ('acme', 1, -7048901270443432822, x'524443320100000015000000160000000000000015000000150000001500000015000000150000001500000015000000150000001500000015000000150000001500000015000000150000001600000002007a6f65406c61726b6669656c642e6578616d706c657a6f65406c61726b6669656c642e6578616d706c650a');
INSERT INTO snapshot (account, readAt, chunks, orderDigest, byUsername) VALUES ('acme', 1700000000.5, 2, -3058198388866654529, x'000000000100000002000000');
INSERT INTO calls VALUES ('acme', 1700000000, 7);
INSERT INTO journal (id, at, account, context, who, operation, parameters, words, reason, outcome, answer, closedAt, run, row) VALUES (1, 100, 'acme', 'acme', 'ada', 'limits.increment', '[["user","kim@frost.example"],["credits","5"]]', 'kim@frost.example 5', 'ticket 7', 'done', 'success', 101, NULL, NULL);
INSERT INTO journal (id, at, account, context, who, operation, parameters, words, reason, outcome, answer, closedAt, run, row) VALUES (2, 200, 'acme', 'acme', 'ada', 'limits.increment', '[["user","kim@frost.example"],["credits","5"]]', 'kim@frost.example 5', '', 'open', '', NULL, 1, 0);
INSERT INTO run VALUES (1, 'acme', 'acme', 'ada', 'limits.increment', 'ticket 8', 'paused', 190, 200);
INSERT INTO runRow VALUES (1, 0, 'kim@frost.example', '[["user","kim@frost.example"],["credits","5"]]', 2, '', 200, NULL, 2);
INSERT INTO runRow VALUES (1, 1, 'zoe@larkfield.example', '[["user","zoe@larkfield.example"],["credits","5"]]', 5, '', 0, NULL, NULL);
INSERT INTO runCount VALUES (1, 0, 0);
INSERT INTO runCount VALUES (1, 1, 0);
INSERT INTO runCount VALUES (1, 2, 1);
INSERT INTO runCount VALUES (1, 3, 0);
INSERT INTO runCount VALUES (1, 4, 0);
INSERT INTO runCount VALUES (1, 5, 1);
INSERT INTO lease VALUES ('run 1', 'somebody', 230);
INSERT INTO seenAccount VALUES (1, 'acme');
INSERT INTO seenList VALUES (1, 1, 'kim@frost.example', 'bounced', 1700000000, 2);
INSERT INTO seenAddress VALUES (1, 'pat@birch.example', 1, 11, 'Pat@birch.example', '5.1.1', 'no such user', NULL);
INSERT INTO seenAddress VALUES (1, 'jo@bücher.example', 1, 12, 'jo@xn--bcher-kva.example', '5.1.1', NULL, NULL);
INSERT INTO remembered VALUES (1, 'acme', 'pinned', '', 'kim@frost.example');
INSERT INTO alarm VALUES ('acme', 'kim@frost.example', 'bounces', 100, 200, 8.5, 2, 90, 150, 2, 1, 'acknowledged', NULL, 'ada', 'on the phone');
