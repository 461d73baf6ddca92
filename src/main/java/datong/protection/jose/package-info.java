/** JSON Web Encryption for recipients; the only place in this room that may touch Nimbus. */
package datong.protection.jose;
