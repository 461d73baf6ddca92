/** What a superior platform is told: the catalogue, applications and their use. Kept until it was taken; no record of any dataset. */
package datong.northbound;
