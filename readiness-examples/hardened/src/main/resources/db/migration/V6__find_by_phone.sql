-- A blind index: what the front desk looks for, without a key that could decrypt it.
ALTER TABLE appointment ADD COLUMN phone_index VARCHAR(13);
CREATE INDEX appointment_by_phone ON appointment (phone_index);
