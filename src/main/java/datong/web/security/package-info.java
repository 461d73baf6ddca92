/** Who is at the door: sign-in of people and systems, embedded or by any OIDC issuer, and what each door demands. */
package datong.web.security;
