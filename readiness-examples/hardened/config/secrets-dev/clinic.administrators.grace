test-password-of-grace
