CREATE SCHEMA "Strange Names";
CREATE TABLE "Order" ("Id" bigint PRIMARY KEY, "user" text DEFAULT 'it''s', "select" integer, "a.b" text, "Ünïcode" text);
CREATE TABLE "Strange Names"."group" (id integer REFERENCES "Order" ("Id"), "say ""hi""" text CHECK ("say ""hi""" <> ''));
CREATE INDEX "My Index" ON "Order" ("user", "select" DESC NULLS LAST);
ALTER TABLE "Order" ADD CONSTRAINT "Check It" CHECK ("select" > 0);
CREATE VIEW "View Of It" AS SELECT "Id", "user" AS "User Name" FROM "Order";
COMMENT ON COLUMN "Order"."user" IS 'who; with '' and ${placeholder} in it';
