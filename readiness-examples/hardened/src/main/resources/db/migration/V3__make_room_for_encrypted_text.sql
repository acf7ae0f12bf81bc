-- 200 characters take up to 800 bytes, and encrypted 3 + 4/3 * (800 + 33) characters.
ALTER TABLE appointment ALTER COLUMN reason SET DATA TYPE VARCHAR(1200);
