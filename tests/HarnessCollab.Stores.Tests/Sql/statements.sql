-- version 1

CREATE TABLE store.store_meta (
  only_row BIGINT PRIMARY KEY CHECK (only_row = 1),
  schema_version BIGINT NOT NULL,
  store_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  created_at TEXT NOT NULL)

CREATE TABLE store.encrypted_texts (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  usage_scope TEXT NOT NULL,
  revision BIGINT NOT NULL,
  value_revision BIGINT NOT NULL,
  key_id TEXT NOT NULL,
  ciphertext BLOB NOT NULL,
  mark TEXT NOT NULL,
  owner TEXT NOT NULL,
  updated_user TEXT NOT NULL,
  updated_host TEXT NOT NULL,
  updated_job TEXT,
  updated_at TEXT NOT NULL,
  created_at TEXT NOT NULL)

CREATE TABLE store.providers (
  id TEXT NOT NULL PRIMARY KEY,
  display_name TEXT NOT NULL UNIQUE,
  folded_name TEXT NOT NULL,
  base_url TEXT NOT NULL,
  username TEXT,
  credential_kind TEXT NOT NULL,
  token_expires_at TEXT,
  description TEXT,
  tags TEXT NOT NULL,
  text_id TEXT NOT NULL REFERENCES store.encrypted_texts (id) ON UPDATE CASCADE,
  owns_text BIGINT NOT NULL CHECK (owns_text IN (0, 1)),
  revision BIGINT NOT NULL,
  owner TEXT NOT NULL,
  updated_user TEXT NOT NULL,
  updated_host TEXT NOT NULL,
  updated_job TEXT,
  updated_at TEXT NOT NULL,
  created_at TEXT NOT NULL)

CREATE TABLE store.journal (
  entry INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  previous_id TEXT,
  urn TEXT,
  author_user TEXT NOT NULL,
  author_host TEXT NOT NULL,
  author_job TEXT,
  changes TEXT NOT NULL)

CREATE INDEX providers_by_folded_name ON store.providers (folded_name)

CREATE INDEX providers_by_text ON store.providers (text_id)

CREATE UNIQUE INDEX owned_texts ON store.providers (text_id) WHERE owns_text = 1

CREATE INDEX journal_by_subject ON store.journal (subject_id)

CREATE INDEX journal_by_name ON store.journal (subject_name)

CREATE INDEX journal_by_previous ON store.journal (previous_id) WHERE previous_id IS NOT NULL

CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END

-- version 2

CREATE VIEW store.jira_accounts_v1 AS
SELECT p.display_name, p.base_url, p.username, p.credential_kind, t.usage_scope, CAST(p.revision AS TEXT) AS revision,
       p.updated_at AS updated_at, p.updated_user || '@' || p.updated_host AS updated_by
FROM store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id

-- version 3

ALTER TABLE store.providers ADD COLUMN seal TEXT

ALTER TABLE store.encrypted_texts ADD COLUMN seal TEXT

ALTER TABLE store.providers ADD COLUMN maker TEXT

ALTER TABLE store.encrypted_texts ADD COLUMN maker TEXT

CREATE INDEX providers_by_maker ON store.providers (maker) WHERE maker IS NOT NULL

CREATE INDEX encrypted_texts_by_maker ON store.encrypted_texts (maker) WHERE maker IS NOT NULL

-- version 4

CREATE TABLE store.checks (
  entry INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT NOT NULL REFERENCES store.providers (id) ON UPDATE CASCADE ON DELETE CASCADE,
  at TEXT NOT NULL,
  verdict TEXT NOT NULL,
  code TEXT)

CREATE INDEX checks_by_account ON store.checks (account_id, entry)

CREATE INDEX checks_by_time ON store.checks (at)

-- read

SELECT p.id, p.display_name, p.base_url, p.username, p.credential_kind, p.token_expires_at, p.description, p.tags, p.revision, p.owner, p.updated_user, p.updated_host, p.updated_job, p.updated_at, p.created_at, p.seal, p.maker,
       t.mark, p.text_id, p.owns_text, t.usage_scope, t.seal
FROM store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id WHERE p.id = $1

SELECT p.id, p.display_name, p.base_url, p.username, p.credential_kind, p.token_expires_at, p.description, p.tags, p.revision, p.owner, p.updated_user, p.updated_host, p.updated_job, p.updated_at, p.created_at, p.seal, p.maker,
       t.mark, p.text_id, p.owns_text, t.usage_scope, t.seal
FROM store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id WHERE p.display_name = $1

SELECT p.id, p.display_name, p.base_url, p.username, p.credential_kind, p.token_expires_at, p.description, p.tags, p.revision, p.owner, p.updated_user, p.updated_host, p.updated_job, p.updated_at, p.created_at, p.seal, p.maker,
       t.mark, p.text_id, p.owns_text, t.usage_scope, t.seal
FROM store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id WHERE p.folded_name = $1 ORDER BY p.display_name

SELECT p.id, p.display_name, p.base_url, p.username, p.credential_kind, p.token_expires_at, p.description, p.tags, p.revision, p.owner, p.updated_user, p.updated_host, p.updated_job, p.updated_at, p.created_at, p.seal, p.maker,
       t.mark, p.text_id, p.owns_text, t.usage_scope, t.seal
FROM store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id WHERE p.display_name > $1 ORDER BY p.display_name LIMIT $2

SELECT t.id, t.name, t.usage_scope, t.revision, t.owner, t.updated_user, t.updated_host, t.updated_job, t.updated_at, t.created_at, t.seal, t.maker,
       t.mark, CAST(CASE WHEN p.id IS NULL THEN 0 ELSE 1 END AS BIGINT), t.value_revision, t.key_id, t.ciphertext
FROM store.encrypted_texts t LEFT JOIN store.providers p ON p.text_id = t.id AND p.owns_text = 1 WHERE t.id = $1

SELECT t.id, t.name, t.usage_scope, t.revision, t.owner, t.updated_user, t.updated_host, t.updated_job, t.updated_at, t.created_at, t.seal, t.maker,
       t.mark, CAST(CASE WHEN p.id IS NULL THEN 0 ELSE 1 END AS BIGINT), t.value_revision, t.key_id, t.ciphertext
FROM store.encrypted_texts t LEFT JOIN store.providers p ON p.text_id = t.id AND p.owns_text = 1 WHERE t.name = $1

SELECT t.id, t.name, t.usage_scope, t.revision, t.owner, t.updated_user, t.updated_host, t.updated_job, t.updated_at, t.created_at, t.seal, t.maker,
       t.mark, CAST(CASE WHEN p.id IS NULL THEN 0 ELSE 1 END AS BIGINT), t.value_revision, t.key_id, t.ciphertext
FROM store.encrypted_texts t LEFT JOIN store.providers p ON p.text_id = t.id AND p.owns_text = 1 WHERE t.name > $1 ORDER BY t.name LIMIT $2

SELECT p.display_name, p.id FROM store.providers p WHERE p.text_id = $1 ORDER BY p.display_name LIMIT $2

-- history

INSERT INTO store.checks (account_id, at, verdict, code) SELECT id, $1, $2, $3 FROM store.providers WHERE id IN ($4, $5)

DELETE FROM store.checks WHERE at < $1

WITH RECURSIVE last (account_id, entry, place) AS (
  SELECT p.id, (SELECT MAX(d.entry) FROM store.checks d WHERE d.account_id = p.id), 1 FROM store.providers p
  UNION ALL
  SELECT l.account_id, (SELECT MAX(d.entry) FROM store.checks d WHERE d.account_id = l.account_id AND d.entry < l.entry), l.place + 1
  FROM last l WHERE l.place < $1 AND l.entry IS NOT NULL)
SELECT c.account_id, c.at, c.verdict, c.code FROM last JOIN store.checks c ON c.entry = last.entry ORDER BY c.entry

-- a create

INSERT INTO store.encrypted_texts (id, name, usage_scope, value_revision, key_id, ciphertext, mark, revision, owner, updated_user, updated_host, updated_job, updated_at, created_at, seal, maker) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING

INSERT INTO store.providers (id, display_name, base_url, username, credential_kind, token_expires_at, description, tags, folded_name, text_id, owns_text, revision, owner, updated_user, updated_host, updated_job, updated_at, created_at, seal, maker) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) ON CONFLICT DO NOTHING

INSERT INTO store.journal (at, action, subject, subject_id, subject_name, previous_id, urn, author_user, author_host, author_job, changes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
