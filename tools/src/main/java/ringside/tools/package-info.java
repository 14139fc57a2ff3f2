/** The command line over journals: a class a command, and what they share. */
package ringside.tools;
