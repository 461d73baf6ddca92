/** How a department gets leave to use another's data: application, review, answer, delivery, use and disposal, each with its clock of law (Decree 809, Art. 20 to 29). */
package datong.sharing;
