/** The config file: one YAML text read into validated records, all of its errors told at once. */
package ringside.engine.config;
