-- A demander consents to whatever its provider asked, to an end or to a change; what follows is filed first (Decree 809, Art. 27).
UPDATE sharing.step SET move = 'CONSENT' WHERE move = 'CONSENT_END';
