-- Each patient now sees their own appointments only, so that is what is looked up.
CREATE INDEX appointment_by_patient ON appointment (patient);
