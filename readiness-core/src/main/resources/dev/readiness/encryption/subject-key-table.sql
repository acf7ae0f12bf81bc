-- The keys of subjects, each encrypted with the key ring of the application. An erased key leaves its row, without the key.
CREATE TABLE readiness_subject_key (
    subject     VARCHAR(255)  NOT NULL PRIMARY KEY,
    wrapped_key VARCHAR(2000)
);
