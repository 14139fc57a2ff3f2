/** JMH benchmarks of Ringside's stages, and what they are compared with. */
package ringside.benchmarks;
